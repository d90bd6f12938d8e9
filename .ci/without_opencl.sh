#!/usr/bin/env bash
# Runs a command where no OpenCL library is installed, whatever this machine has: in a mount namespace of its own, whose
# library folders have none. Nothing changes outside. Needs unshare (util-linux) and overlayfs, as root or where users may have
# namespaces.
#   .ci/without_opencl.sh COMMAND…
# Ends with 77 where a machine lets nobody do that.
set -euo pipefail

installed() { ldconfig -p | sed -n 's/.*libOpenCL\.so.* => //p' | sort -u; }

if [ "${1:-}" = --inside ]; then
  shift
  over=$(mktemp -d)
  mount -t tmpfs none "$over"
  while read -r folder; do
    layer=$over$folder
    mkdir -p "$layer/upper" "$layer/work"
    mount -t overlay none -o "lowerdir=$folder,upperdir=$layer/upper,workdir=$layer/work" "$folder" || {
      echo "without_opencl: overlayfs can't be mounted on $folder here" >&2
      exit 77
    }
    rm -f "$folder"/libOpenCL.so*
  done < <(installed | xargs -r -d '\n' realpath | xargs -r -d '\n' dirname | sort -u)
  while read -r library; do
    [ ! -e "$library" ] || { echo "without_opencl: $library is still there" >&2; exit 1; }
  done < <(installed)
  exec "$@"
fi

export PATH=$PATH:/usr/sbin:/sbin
if [ -z "$(installed)" ]; then
  exec "$@"
fi
unshare --map-root-user --mount true || {
  echo "without_opencl: unshare --mount is not allowed here; run it as root, or where users may have namespaces" >&2
  exit 77
}
exec unshare --map-root-user --mount "$0" --inside "$@"
