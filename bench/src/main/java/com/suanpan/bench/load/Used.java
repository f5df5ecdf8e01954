package com.suanpan.bench.load;

/// Processor time that each program had used at one instant, in milliseconds.
record Used(long platform, long postgres, long sandbox, long bench) {

    static Used now(Stage stage) {
        return new Used(
                new ProcessTree(stage.platform.pid(), false).cpuMs(),
                new ProcessTree(stage.database.postmaster(), true).cpuMs(),
                new ProcessTree(stage.sandbox.pid(), false).cpuMs(),
                new ProcessTree(ProcessHandle.current().pid(), false).cpuMs());
    }

    Used since(Used before) {
        return new Used(
                platform - before.platform,
                postgres - before.postgres,
                sandbox - before.sandbox,
                bench - before.bench);
    }
}
