"""The quiz as a folder that needs no server: the same pages, the rules as data, and a script that answers the same."""

from quiz.site.folder import folder_of
from quiz.site.node import NoNode
from quiz.site.proof import Difference, Proof
from quiz.site.writing import write_folder

__all__ = ["Difference", "NoNode", "Proof", "folder_of", "write_folder"]
