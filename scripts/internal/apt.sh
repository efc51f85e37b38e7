# shellcheck shell=bash
# Debian's packages without root: they are downloaded and only unpacked. For scripts that set `tools`,
# a folder of their own for apt's lists and cache.

# For another architecture: options of apt.
with_architecture=()

# apt's commands, on package lists in a folder of their own.
apt() {
  local command=$1
  shift
  "apt-$command" --quiet=2 -o APT::Sandbox::User= \
    -o "APT::Architectures::=$(dpkg --print-architecture)" "${with_architecture[@]}" \
    -o "Dir::State::Lists=$tools/apt/lists" -o "Dir::Cache=$tools/apt/cache" "$@"
}

update_lists() {
  mkdir -p "$tools"/apt/{lists,cache/archives}/partial
  apt get update
}

# Unpacks packages into the folder $1.
unpack() {
  local folder=$1
  shift
  mkdir -p "$folder" "$tools/apt/packages"
  (cd "$tools/apt/packages" && apt get download "$@")
  for package in "$tools"/apt/packages/*.deb; do
    dpkg --extract "$package" "$folder"
    rm "$package"
  done
}
