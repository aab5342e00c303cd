/**
 * The conformance kit for RUSHB servers: {@link io.rushb.check.Check} plays the scenarios
 * of {@code scenario} against a {@link io.rushb.check.CheckedServer}, over sockets. It
 * knows nothing of our own server and client but {@code wire}.
 */
@NullMarked
package io.rushb.check;

import org.jspecify.annotations.NullMarked;
