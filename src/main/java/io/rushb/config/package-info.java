/**
 * Validated configuration properties, and the beans that join the core and Spring.
 */
@NullMarked
package io.rushb.config;

import org.jspecify.annotations.NullMarked;
