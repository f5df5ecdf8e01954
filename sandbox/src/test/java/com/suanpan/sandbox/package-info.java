@NullMarked
package com.suanpan.sandbox;

import org.jspecify.annotations.NullMarked;
