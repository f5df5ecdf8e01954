package com.suanpan.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives the Spring context of a test class a fresh database of its own
/// (`suanpan.database.*`); recurring jobs rest unless asked for.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface WithDatabase {

    boolean jobs() default false;
}
