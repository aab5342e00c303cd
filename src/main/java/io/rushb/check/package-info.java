/**
 * The conformance kit for RUSHB servers: {@link io.rushb.check.Check} plays the scenarios
 * of {@code scenario} against a {@link io.rushb.check.CheckedServer}, over sockets. Of
 * this project's own server and client it uses {@code wire} only.
 */
@NullMarked
package io.rushb.check;

import org.jspecify.annotations.NullMarked;
