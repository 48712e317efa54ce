#!/usr/bin/env python3
"""odd.py: machines that stand where a partner's office should be. Prints its address, then answers until killed.

  odd.py redirect TO     sends everybody elsewhere
  odd.py page            a login page of the network, whatever is asked
  odd.py endless         an answer that does not end
  odd.py silence         takes everything and says nothing
  odd.py between HOST:PORT PEM   TLS with a certificate of its own, carried on to the office: somebody in between
  odd.py count HOST:PORT         carries everything on, and prints a line per connection
"""
import socket, ssl, sys, threading

mode = sys.argv[1]
listening = socket.create_server(("127.0.0.1", 0))
scheme = "https" if mode == "between" else "http"
print("%s://127.0.0.1:%d" % (scheme, listening.getsockname()[1]), flush=True)


def read_request(near):
    data = b""
    while b"\r\n\r\n" not in data:
        part = near.recv(65536)
        if not part:
            return
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    if b"100-continue" in head.lower():
        near.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    while len(body) < length:
        body += near.recv(65536)


def carry(source, sink):
    try:
        while True:
            data = source.recv(65536)
            if not data:
                break
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def connect(address):
    host, port = address.rsplit(":", 1)
    return socket.create_connection((host, int(port)))


def trusting():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def answer(near):
    try:
        if mode == "between":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[3])
            near = context.wrap_socket(near, server_side=True)
            far = trusting().wrap_socket(connect(sys.argv[2]))
        elif mode == "count":
            print("connection", flush=True)
            far = connect(sys.argv[2])
        if mode in ("between", "count"):
            threading.Thread(target=carry, args=(near, far), daemon=True).start()
            carry(far, near)
            return near.close()
        read_request(near)
        if mode == "redirect":
            near.sendall(("HTTP/1.1 307 Temporary Redirect\r\nLocation: %s/exchange\r\nContent-Length: 0\r\n\r\n" % sys.argv[2]).encode())
        elif mode == "page":
            page = b"<!doctype html><title>Wi-Fi</title><form>Password</form>"
            near.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page))
        elif mode == "endless":
            near.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + b"manifest".ljust(124, b"\0") + b"00000001000\0".ljust(388, b"\0"))
            while True:
                near.sendall(b"x" * 65536)
        elif mode == "silence":
            near.recv(1)
        near.close()
    except OSError:
        pass


while True:
    threading.Thread(target=answer, args=(listening.accept()[0],), daemon=True).start()
