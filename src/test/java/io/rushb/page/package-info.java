/**
 * The page for people, over HTTP and in a browser.
 */
@NullMarked
package io.rushb.page;

import org.jspecify.annotations.NullMarked;
