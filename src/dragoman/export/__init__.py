"""The record in other people's forms: tables, calendars, event data, graphs, feeds and briefings."""
