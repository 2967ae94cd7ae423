"""The kinds of places that tests/bench/publish.py kills publications into, each with its server on 127.0.0.1, and what
other tools would do there. Servers come from the path or from what `sh tests/servers FOLDER` unpacked
(`SHIRUBE_SERVERS=FOLDER`); a place whose server is missing says so and is left out.
"""

import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time
import zipfile

SERVERS = pathlib.Path(os.environ.get("SHIRUBE_SERVERS", "/nonexistent"))
LIBRARIES = {"LD_LIBRARY_PATH": str(SERVERS / "usr/lib/x86_64-linux-gnu")} if SERVERS.is_dir() else {}


class Missing(Exception):
    """What a place would need is not there."""


def find(name):
    """A program, unpacked or on the path."""
    for folder in (SERVERS / "usr/sbin", SERVERS / "usr/bin", SERVERS / "bin"):
        if (folder / name).is_file():
            return str(folder / name)
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if not found:
        raise Missing(f"{name} is not installed")
    return found


def free_port():
    """A port that nobody uses now."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def read_tree(folder, hidden=False):
    """Everything below a folder, but for our own record."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (hidden or not name.startswith("_pub/")):
            found[name] = path.read_bytes()
    return found


class Place:
    """A place: its settings, its state, and the other tools' commands from `there` to it."""

    kind = "folder"

    def __init__(self, room):
        self.room, self.env, self.server, self.log = room, {}, None, room / "server.log"
        self.out = room / "out"
        self.start()

    def start(self):
        """Starts what serves the place."""

    def run(self, command, port, **more):
        """Starts a server, and waits until it answers."""
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                           env=os.environ | LIBRARIES, **more)
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                if self.server.poll() is not None:
                    break
                time.sleep(0.05)
        raise Missing(f"{command[0]} does not run: {self.log.read_text(errors='replace')[-300:]}")

    def stop(self):
        """Ends the server."""
        if self.server:
            self.server.kill()
            self.server.wait()

    def settings(self):
        """The lines of site.toml."""
        return f'kind = "{self.kind}"\npath = "{self.out}"\n'

    def save(self):
        """The whole state, our record included."""
        return read_tree(self.out, hidden=True)

    def restore(self, state):
        """Puts a saved state back."""
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)
        for name, data in state.items():
            path = self.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def read(self):
        """What visitors are served."""
        return read_tree(self.out)

    def others(self, there):
        """Other tools: their names and commands."""
        here = f"{self.out}/"
        return [
            ("rsync -ac --delete", ["rsync", "-ac", "--delete", "--exclude=_pub", there, here]),
            ("rsync, delayed", ["rsync", "-ac", "--delete-after", "--delay-updates", "--exclude=_pub", there, here]),
            ("rclone sync", ["rclone", "sync", "--checksum", "--exclude=_pub/**", there, here]),
            ("cp -r", ["cp", "-r", f"{there}.", here]),
        ]


class Zip(Place):
    """One file."""

    kind = "zip"

    def start(self):
        self.out = self.room / "out.zip"

    def save(self):
        return self.out.read_bytes()

    def restore(self, state):
        self.out.write_bytes(state)

    def read(self):
        with zipfile.ZipFile(self.out) as held:
            return {name: held.read(name) for name in held.namelist() if not name.startswith("_pub/")}

    def others(self, there):
        return []


class Served(Place):
    """A folder that a server of another user writes."""

    user = "daemon"

    def start(self):
        if os.geteuid() != 0:
            raise Missing(f"{self.kind} needs root here")
        self.www = self.room / "www"
        self.out = self.www / "ijuu"
        self.out.mkdir(parents=True)
        for part in [self.room, *self.room.parents]:
            if part.is_relative_to("/tmp") and part != pathlib.Path("/tmp"):
                part.chmod(0o755)
        self.port = free_port()
        self.own()
        self.serve()

    def own(self):
        """Gives all files to the server's user."""
        who = pwd.getpwnam(self.user)
        for path in [self.www, *self.www.rglob("*")]:
            os.chown(path, who.pw_uid, who.pw_gid)

    def restore(self, state):
        super().restore(state)
        self.own()

    def serve(self):
        """Starts the server."""


class Ftps(Served):
    """vsftpd, which wants the data's session to be the login's."""

    kind = "ftps"

    def serve(self):
        cert, key, empty = self.room / "cert.pem", self.room / "key.pem", self.room / "empty"
        empty.mkdir()
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
        subprocess.run([*make, "-keyout", key, "-out", cert], check=True, capture_output=True)
        shown = subprocess.run(["openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", cert],
                               check=True, capture_output=True, text=True).stdout
        self.pin = shown.strip().split("=")[1].replace(":", "").lower()
        file = self.room / "vsftpd.conf"
        file.write_text(
            f"listen=YES\nlisten_address=127.0.0.1\nlisten_port={self.port}\nbackground=NO\nanonymous_enable=YES\n"
            "local_enable=NO\nwrite_enable=YES\nanon_upload_enable=YES\nanon_mkdir_write_enable=YES\n"
            f"anon_other_write_enable=YES\nanon_world_readable_only=NO\nanon_root={self.room}\n"
            f"ftp_username={self.user}\nanon_umask=022\nseccomp_sandbox=NO\nssl_enable=YES\nallow_anon_ssl=YES\n"
            "force_anon_logins_ssl=YES\nforce_anon_data_ssl=YES\nrequire_ssl_reuse=YES\nssl_ciphers=HIGH\n"
            f"rsa_cert_file={cert}\nrsa_private_key_file={key}\nsecure_chroot_dir={empty}\n")
        self.run([find("vsftpd"), str(file)], self.port)
        self.env = {"SHIRUBE_PUBLISH_PRODUCTION_USER": "anonymous", "SHIRUBE_PUBLISH_PRODUCTION_PASSWORD": "none"}

    def settings(self):
        return (f'kind = "ftps"\nhost = "localhost"\nport = {self.port}\npath = "www/ijuu"\n'
                f'tls_pin = "sha256/{self.pin}"\nverify = "transport"\nprofile = "sakura"\n')

    def others(self, there):
        login = f"set ssl:verify-certificate no; open -u anonymous,none -p {self.port} ftp://127.0.0.1; "
        mirror = f"mirror -R -e -P4 -x _pub/ {there} www/ijuu/"
        obscure = subprocess.run(["rclone", "obscure", "none"], capture_output=True, text=True, check=True)
        hidden = obscure.stdout.strip()
        ftp = (f":ftp,host=127.0.0.1,port={self.port},user=anonymous,pass={hidden},explicit_tls=true,"
               "no_check_certificate=true:www/ijuu")
        return [
            ("lftp mirror -R -e -P4", ["lftp", "-c", f"{login}{mirror}"]),
            ("lftp, use-temp-file", ["lftp", "-c", f"set xfer:use-temp-file yes; {login}{mirror}"]),
            ("rclone sync", ["rclone", "sync", "--exclude=_pub/**", there, ftp]),
        ]


class Sftp(Served):
    """OpenSSH."""

    kind = "sftp"

    def make_key(self, name):
        """A pair of keys; the public one's fingerprint."""
        keygen, file = find("ssh-keygen"), str(self.room / name)
        with_libraries = os.environ | LIBRARIES
        subprocess.run([keygen, "-q", "-N", "", "-f", file, "-t", "ed25519"], check=True, env=with_libraries)
        shown = subprocess.run([keygen, "-lf", file], check=True, capture_output=True, text=True, env=with_libraries)
        return shown.stdout.split(" ")[1]

    def serve(self):
        sshd = find("sshd")
        self.host_key = self.make_key("host")
        self.make_key("own")
        who = pwd.getpwnam(self.user)
        os.chown(self.room / "host", who.pw_uid, who.pw_gid)
        options = ["ListenAddress=127.0.0.1", f"AuthorizedKeysFile={self.room}/own.pub", "StrictModes=no", "UsePAM=no",
                   "PidFile=none", "Subsystem=sftp internal-sftp", "MaxStartups=1000"]
        command = [sshd, "-D", "-e", "-f", "/dev/null", "-p", str(self.port), "-h", str(self.room / "host")]
        for option in options:
            command += ["-o", option]
        self.run(command, self.port, user=who.pw_uid, group=who.pw_gid, extra_groups=[])
        self.env = {"SHIRUBE_PUBLISH_PRODUCTION_USER": self.user, "SHIRUBE_PUBLISH_PRODUCTION_KEY": f"{self.room}/own",
                    "PATH": f"{pathlib.Path(find('ssh')).parent}:{os.environ['PATH']}"} | LIBRARIES

    def settings(self):
        return (f'kind = "sftp"\nhost = "localhost"\nport = {self.port}\npath = "{self.out}"\n'
                f'host_key = "{self.host_key}"\nverify = "transport"\nprofile = "sakura"\n')

    def others(self, there):
        sftp = (f":sftp,host=127.0.0.1,port={self.port},user={self.user},key_file={self.room}/own,"
                f"shell_type=none:{self.out}")
        ssh = (f"{find('ssh')} -a -x -p {self.port} -i {self.room}/own -o StrictHostKeyChecking=no "
               f"-o UserKnownHostsFile=/dev/null")
        login = f"set sftp:connect-program '{ssh}'; open -u {self.user},none sftp://127.0.0.1; "
        return [
            ("rclone sync", ["rclone", "sync", "--exclude=_pub/**", there, sftp]),
            ("lftp mirror -R -e -P4", ["lftp", "-c", f"{login}mirror -R -e -P4 -x _pub/ {there} {self.out}/"]),
        ]


class S3(Place):
    """moto, in a process of its own; its objects are read by the library that it brings."""

    kind = "s3"
    bucket = "ijuu-guide"

    def start(self):
        try:
            import boto3  # pylint: disable=import-outside-toplevel
        except ImportError as error:
            raise Missing("moto is not installed: run this by its own python3") from error
        self.port = free_port()
        self.run([find("moto_server"), "-H", "127.0.0.1", "-p", str(self.port)], self.port)
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = boto3.client("s3", endpoint_url=self.url, aws_access_key_id="a", aws_secret_access_key="b",
                                   region_name="us-east-1")
        self.client.create_bucket(Bucket=self.bucket)
        # rclone takes no certificates of others for an address that has none.
        os.environ.pop("AWS_CA_BUNDLE", None)
        self.env = {"SHIRUBE_PUBLISH_PRODUCTION_ACCESS_KEY": "a", "SHIRUBE_PUBLISH_PRODUCTION_SECRET_KEY": "b",
                    "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}

    def settings(self):
        return (f'kind = "s3"\nendpoint = "http://localhost:{self.port}"\nbucket = "{self.bucket}"\n'
                'region = "us-east-1"\nprefix = "ijuu"\nverify = "transport"\nprofile = "sakura"\n')

    def names(self):
        """The objects with their marks."""
        found = {}
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
            found |= {item["Key"]: item["ETag"] for item in page.get("Contents", [])}
        return found

    def save(self):
        state = {}
        for key, mark in self.names().items():
            held = self.client.get_object(Bucket=self.bucket, Key=key)
            more = {name: held[name] for name in ("ContentType", "CacheControl", "Metadata") if name in held}
            state[key] = (mark, held["Body"].read(), more)
        return state

    def restore(self, state):
        there = self.names()
        for key in there.keys() - state.keys():
            self.client.delete_object(Bucket=self.bucket, Key=key)
        for key, (mark, data, more) in state.items():
            if there.get(key) != mark:
                self.client.put_object(Bucket=self.bucket, Key=key, Body=data, **more)

    def read(self):
        return {key.removeprefix("ijuu/"): data for key, (_, data, _) in self.save().items() if "/_pub/" not in key}

    def others(self, there):
        s3 = (f":s3,provider=Other,access_key_id=a,secret_access_key=b,endpoint='{self.url}',region=us-east-1,"
              f"force_path_style=true:{self.bucket}/ijuu")
        return [
            ("aws s3 sync --delete", ["aws", "--endpoint-url", self.url, "s3", "sync", "--delete",
                                      "--exclude", "_pub/*", there, f"s3://{self.bucket}/ijuu"]),
            ("rclone sync", ["rclone", "sync", "--exclude=_pub/**", there, s3]),
        ]


class Git(Place):
    """A bare repository, as GitHub Pages reads one."""

    kind = "git"

    def start(self):
        self.git("init", "-q", "--bare")

    def git(self, *arguments, **more):
        """What git says."""
        self.out.mkdir(exist_ok=True)
        return subprocess.run(["git", "-C", self.out, *arguments], check=True, capture_output=True, **more).stdout

    def settings(self):
        return f'kind = "git"\nremote = "{self.out}"\n'

    def save(self):
        return self.git("rev-parse", "gh-pages").strip()

    def restore(self, state):
        self.git("update-ref", "refs/heads/gh-pages", state.decode())

    def read(self):
        names = self.git("ls-tree", "-r", "-z", "--format=%(objectname) %(path)", "gh-pages").decode().split("\0")
        listed = [line.split(" ", 1) for line in names if line]
        data = self.git("cat-file", "--batch", input="\n".join(object for object, _ in listed).encode())
        found, at = {}, 0
        for _, name in listed:
            end = data.index(b"\n", at)
            size = int(data[at:end].split()[2])
            if not name.startswith("_pub/"):
                found[name] = data[end + 1:end + 1 + size]
            at = end + 2 + size
        return found

    def others(self, there):
        return []


PLACES = [Place, Zip, Ftps, Sftp, S3, Git]
