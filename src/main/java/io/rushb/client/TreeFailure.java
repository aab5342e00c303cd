package io.rushb.client;

/**
 * What was not fetched of a tree.
 *
 * @param uri the file or directory; what the server calls it, which need not be a name
 * that can be fetched
 * @param reason why not
 */
public record TreeFailure(String uri, FetchException reason) {

}
