/**
 * Files below one root as a content store.
 */
@NullMarked
package io.rushb.storage;

import org.jspecify.annotations.NullMarked;
