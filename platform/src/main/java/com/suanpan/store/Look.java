package com.suanpan.store;

/// A look (巡视) at the database that every server takes for its gauges, a bean: cheap, read-only, every
/// quarter of a minute, and never while somebody asks for the gauges. One that throws comes round again.
public record Look(String name, Runnable work) {}
