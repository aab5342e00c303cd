/**
 * The page for people: what it needs to know beyond the actuator, and the headers of the
 * web server's answers. The page itself is static.
 */
@NullMarked
package io.rushb.web;

import org.jspecify.annotations.NullMarked;
