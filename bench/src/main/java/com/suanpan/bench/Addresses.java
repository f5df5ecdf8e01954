package com.suanpan.bench;

/// Where everything of the story listens: the loopback only.
record Addresses(int apiPort, int callbackPort, int sandboxPort) {

    String api() {
        return at(apiPort);
    }

    String callbacks() {
        return at(callbackPort);
    }

    String sandbox() {
        return at(sandboxPort);
    }

    String control() {
        return sandbox() + "/control";
    }

    String merchantStub() {
        return sandbox() + "/merchant";
    }

    private static String at(int port) {
        return "http://127.0.0.1:" + port;
    }
}
