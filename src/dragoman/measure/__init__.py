"""How well we read, by public benchmarks: answer files in the form that their own scorers take."""
