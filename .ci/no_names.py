"""A name server that knows no name, as the world's knows none of a container that is gone. Argument: the address to listen at."""

import socket
import sys

NO_SUCH_NAME = bytes([0x81, 0x83])
ONE_QUESTION = bytes([0, 1, 0, 0, 0, 0, 0, 0])

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((sys.argv[1], 53))
    while True:
        query, client = server.recvfrom(512)
        end = query.find(b"\0", 12) + 5   # the name's end, type and class
        server.sendto(query[:2] + NO_SUCH_NAME + ONE_QUESTION + query[12:end], client)
