"""What tests of the hall share: real databases, a small hall to act in, a clock in the test's hand."""

from tests.support.fixtures import *  # noqa: F403
