/**
 * Validated configuration properties, and the beans that join the core and Spring. Read
 * first: {@link io.rushb.config.ServerProperties} shows what a record of properties looks
 * like; {@link io.rushb.config.CoreConfiguration} makes the core of them.
 */
@NullMarked
package io.rushb.config;

import org.jspecify.annotations.NullMarked;
