"""Golden texts: read completely, field by field."""

import pytest

pytest.register_assert_rewrite("tests.golden.golden")
