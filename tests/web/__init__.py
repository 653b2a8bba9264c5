"""Tests of everything HTTP: the contract, the pages, who may come in."""
