package com.suanpan.payment;

import com.suanpan.channel.Credential;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A credential as it is kept in `payment_flow.credential`, and back.
final class CredentialJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private CredentialJson() {}

    static String write(Credential credential) {
        return JSON.writeValueAsString(
                switch (credential) {
                    case Credential.Code(var content) -> Map.of("code", content);
                    case Credential.Link(var address) -> Map.of("link", address.toString());
                    case Credential.Form(var action, var fields, var link) ->
                            Map.of(
                                    "action",
                                    action.toString(),
                                    "fields",
                                    fields,
                                    "link",
                                    link.toString());
                    case Credential.Script(var parameters) -> Map.of("script", parameters);
                });
    }

    static Credential read(String json) {
        JsonNode node = JSON.readTree(json);
        if (node.has("code")) {
            return new Credential.Code(node.get("code").stringValue());
        }
        if (node.has("action")) {
            Map<String, String> fields = new LinkedHashMap<>();
            node.get("fields").forEachEntry((name, value) -> fields.put(name, value.stringValue()));
            return new Credential.Form(
                    URI.create(node.get("action").stringValue()),
                    fields,
                    URI.create(node.get("link").stringValue()));
        }
        if (node.has("link")) {
            return new Credential.Link(URI.create(node.get("link").stringValue()));
        }
        return new Credential.Script(node.get("script").stringValue());
    }
}
