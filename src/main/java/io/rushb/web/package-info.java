/**
 * The page: facts for it that the actuator does not have, and the headers of the web
 * server's answers. The page itself is static. Read first:
 * {@link io.rushb.web.AboutController} answers the page's first question;
 * {@link io.rushb.web.SecurityHeadersValve} sets the headers.
 */
@NullMarked
package io.rushb.web;

import org.jspecify.annotations.NullMarked;
