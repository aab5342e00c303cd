/**
 * The page for people, over HTTP and in a browser.
 */
@NullMarked
package io.rushb.web;

import org.jspecify.annotations.NullMarked;
