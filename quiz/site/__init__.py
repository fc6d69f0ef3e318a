"""The quiz as a folder that needs no server: the same pages, the rules as data, and a script that answers the same."""
