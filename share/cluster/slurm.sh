#!/bin/sh
#SBATCH --job-name=synk-grade
#SBATCH --array=1-16
# usage: sbatch share/cluster/slurm.sh MANIFEST FOLDER [options of synk-grade]
#
# Grades the exams of a manifest in as many parts as the array has; part 3
# becomes FOLDER/3.ndjson.  A part that was stopped goes on where it was when
# it is queued again.  All together: cat FOLDER/*.ndjson
set -eu
manifest=$1 folder=$2
shift 2
mkdir -p "$folder"
exec synk-grade --quiet --manifest "$manifest" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --output "$folder/$SLURM_ARRAY_TASK_ID.ndjson" --resume "$@"
