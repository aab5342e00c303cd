/**
 * Files below one root as a content store. Read first:
 * {@link io.rushb.storage.DirectoryContentStore} finds and opens;
 * {@link io.rushb.storage.FileSource} reads one file.
 */
@NullMarked
package io.rushb.storage;

import org.jspecify.annotations.NullMarked;
