"""A file over TCP with a congestion control of one's choice, as HTTP: tcp-server.py ADDRESS PORT CONTROL FILE.

Web servers leave the congestion control to the system; here it is set for each connection (TCP_CONGESTION).
"""
import os
import socket
import sys

TCP_CONGESTION = 13

address, port, control, path = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.setsockopt(socket.IPPROTO_TCP, TCP_CONGESTION, control.encode())
listener.bind((address, port))
listener.listen(8)
while True:
    connection, _ = listener.accept()
    try:
        with connection, open(path, "rb") as file:
            connection.recv(4096)
            size = os.fstat(file.fileno()).st_size
            connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size)
            connection.sendfile(file)
    except ConnectionError as gone: # a client that is ended in the middle; the next one may come
        print(gone, file=sys.stderr)
