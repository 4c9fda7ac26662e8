#!/bin/sh
# usage: share/cluster/parallel.sh MANIFEST FOLDER PARTS [options of synk-grade]
#
# The same with GNU parallel, which takes the machines of --sshloginfile from
# its own configuration; on one machine synk-grade --jobs does as well.
set -eu
manifest=$1 folder=$2 parts=$3
shift 3
mkdir -p "$folder"
seq "$parts" | parallel -q synk-grade --quiet --manifest "$manifest" \
    --shard "{}/$parts" --output "$folder/{}.ndjson" --resume "$@"
