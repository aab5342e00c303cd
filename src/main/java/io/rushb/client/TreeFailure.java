package io.rushb.client;

/**
 * A file or directory of a tree that was not fetched.
 *
 * @param uri the file or directory, by the server's name, which need not be a name that
 * can be fetched
 * @param reason the reason
 */
public record TreeFailure(String uri, FetchException reason) {

}
