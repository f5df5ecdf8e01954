package com.suanpan.bench;

/// Where everything of the story listens: the loopback only.
public record Addresses(int apiPort, int callbackPort, int sandboxPort) {

    public String api() {
        return at(apiPort);
    }

    public String callbacks() {
        return at(callbackPort);
    }

    public String sandbox() {
        return at(sandboxPort);
    }

    public String control() {
        return sandbox() + "/control";
    }

    String merchantStub() {
        return sandbox() + "/merchant";
    }

    private static String at(int port) {
        return "http://127.0.0.1:" + port;
    }
}
