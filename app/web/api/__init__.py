"""The HTTP contract of `docs/contract.md`, one module per noun."""

from apiflask import APIBlueprint

from app.web.api import (
    calendar,
    calls,
    centres,
    counters,
    devices,
    events,
    fields,
    help_calls,
    print_jobs,
    priority,
    reports,
    sessions,
    tickets,
)

BLUEPRINTS: tuple[APIBlueprint, ...] = (
    sessions.blueprint,
    centres.blueprint,
    tickets.blueprint,
    counters.blueprint,
    fields.blueprint,
    calendar.blueprint,
    priority.blueprint,
    events.blueprint,
    reports.blueprint,
    print_jobs.blueprint,
    devices.blueprint,
    calls.blueprint,
    help_calls.blueprint,
)
PREFIX = "/api/v1"
