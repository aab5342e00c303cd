package io.rushb.client;

/**
 * A resource fetched into memory.
 *
 * @param content its bytes
 * @param result the result of the fetch
 */
public record FetchedBytes(byte[] content, FetchResult result) {

}
