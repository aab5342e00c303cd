package io.rushb.client;

/**
 * A resource fetched into memory.
 *
 * @param content its bytes
 * @param result what the fetch came to
 */
public record FetchedBytes(byte[] content, FetchResult result) {

}
