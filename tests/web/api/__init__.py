"""Tests of the contract, one file per request of docs/contract.md."""
