package com.suanpan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The platform's program.
@SpringBootApplication
public class Suanpan {

    public static void main(String[] args) {
        SpringApplication.run(Suanpan.class, args);
    }
}
