package io.rushb.cli;

import java.nio.file.Path;

import io.rushb.client.RushbUri;
import org.jspecify.annotations.Nullable;

/**
 * A resource, and where its bytes go.
 *
 * @param uri where the resource is
 * @param file the file to write, {@code null} for standard output
 */
record Target(RushbUri uri, @Nullable Path file) {

}
