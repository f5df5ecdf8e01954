package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressJudgeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.255.255.255/",
                "http://10.1.2.3/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1:8080/n",
                "http://169.254.169.254/latest/meta-data",
                "http://100.64.0.1/",
                "http://0.0.0.0/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://localhost/",
                "http://LOCALHOST:80/",
                "http://localhost./",
                "http://a.localhost/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[fe80::1]/",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]/",
                "http://[ff02::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
                "http://[2001:db8::1]/"
            })
    void an_inside_address_is_refused_unless_allowed(String uri) {
        assertThat(AddressJudge.refusal(URI.create(uri), false)).isPresent();
        assertThat(AddressJudge.refusal(URI.create(uri), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.1/",
                "http://0x7f000001/",
                "http://017700000001/",
                "http://127.1/",
                "http://127.0.0.1./",
                "http://127.0.0.01/",
                "http://8.8.8/",
                "http://1.2.3.4.5/",
                "http://256.1.1.1/",
                "http://[fe80::1%25eth0]/",
                "http://１２７.0.0.1/",
                "http://a_b.example/",
                "http://user:pw@pay.example/",
                "http://pay.example:0/",
                "http://pay.example:70000/",
                "http:///n",
                "http:n",
                "/n",
                "ftp://pay.example/",
                "file:///etc/passwd"
            })
    void a_strange_address_is_always_refused(String uri) {
        assertThat(AddressJudge.refusal(URI.create(uri), false)).isPresent();
        assertThat(AddressJudge.refusal(URI.create(uri), true)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pay.example/notify?x=1",
                "HTTPS://Pay.Example:8443/n",
                "http://8.8.8.8/",
                "http://172.32.0.1/",
                "http://100.128.0.1/",
                "http://[2400:3200::1]/",
                "http://notlocalhost/",
                "http://1.example/"
            })
    void a_public_address_or_a_name_passes(String uri) {
        assertThat(AddressJudge.refusal(URI.create(uri), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "::1", "::ffff:10.0.0.1", "fe80::1"})
    void a_resolved_inside_address_is_refused(String address) {
        assertThat(AddressJudge.refusal(InetAddress.ofLiteral(address))).isPresent();
    }
}
