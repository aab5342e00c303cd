package io.rushb.cli;

import java.nio.file.Path;

import io.rushb.client.DirectoryUri;

/**
 * A directory of a server, and where its files go.
 *
 * @param uri where it is
 * @param directory the directory to write into
 */
record TreePlace(DirectoryUri uri, Path directory) {

}
