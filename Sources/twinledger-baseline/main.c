// What the same work costs in C, for `twinledger bench` to compare with.
//
//   twinledger-baseline sync FILE SECONDS
//     appends 512-byte blocks, each with fdatasync; prints how many a second
//   twinledger-baseline append DIRECTORY EVENT-BYTES TAIL-BYTES COUNT BATCH FILLER
//     puts COUNT events into an LMDB environment as a ledger does: the event, the hashes it
//     completes and the commit's tail row, at ascending keys, BATCH events a commit, each commit
//     synced, after FILLER events that aren't measured; prints events a second

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static double sync_rate(const char *path, double seconds) {
  int file = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
  if (file < 0) return -errno;
  char block[512];
  memset(block, 7, sizeof block);
  uint64_t count = 0;
  double start = now(), end = start;
  while (end - start < seconds) {
    if (write(file, block, sizeof block) < 0 || fdatasync(file) < 0) {
      close(file);
      return -errno;
    }
    count++;
    end = now();
  }
  close(file);
  unlink(path);
  return (double)count / (end - start);
}

static void big_endian(uint64_t value, unsigned char key[8]) {
  for (int byte = 0; byte < 8; byte++) key[byte] = (unsigned char)(value >> (56 - 8 * byte));
}

static int put(
    MDB_txn *transaction, MDB_dbi table, uint64_t index, void *bytes, size_t count,
    unsigned flags) {
  unsigned char key[8];
  big_endian(index, key);
  MDB_val name = {8, key}, value = {count, bytes};
  return mdb_put(transaction, table, &name, &value, flags);
}

typedef struct {
  MDB_env *environment;
  MDB_dbi log, tree, tail, meta;
  unsigned char *bytes;
} store;

static int open_store(store *into, const char *directory) {
  int code = mdb_env_create(&into->environment);
  if (code) return code;
  mdb_env_set_maxdbs(into->environment, 8);
  mdb_env_set_mapsize(into->environment, (size_t)64 << 30);
  if ((code = mdb_env_open(into->environment, directory, MDB_NOTLS, 0600))) return code;
  MDB_txn *transaction;
  if ((code = mdb_txn_begin(into->environment, NULL, 0, &transaction))) return code;
  mdb_dbi_open(transaction, "log", MDB_CREATE, &into->log);
  mdb_dbi_open(transaction, "tree", MDB_CREATE, &into->tree);
  mdb_dbi_open(transaction, "tail", MDB_CREATE, &into->tail);
  mdb_dbi_open(transaction, "meta", MDB_CREATE, &into->meta);
  return mdb_txn_commit(transaction);
}

static size_t tree_bytes(uint64_t index) {
  size_t hashes = 1;
  for (; index & 1; index >>= 1) hashes++;
  return 32 * hashes;
}

static int commit_batch(store *in, uint64_t from, uint64_t to, size_t event, size_t tail) {
  MDB_txn *transaction;
  int code = mdb_txn_begin(in->environment, NULL, 0, &transaction);
  if (code) return code;
  for (uint64_t i = from; i < to && !code; i++) {
    code = put(transaction, in->log, i, in->bytes, event, MDB_APPEND);
    if (!code) code = put(transaction, in->tree, i, in->bytes, tree_bytes(i), MDB_APPEND);
  }
  if (!code) code = put(transaction, in->tail, from, in->bytes, tail * (to - from), MDB_APPEND);
  if (!code) code = put(transaction, in->meta, 0, in->bytes, 128, 0);
  if (code) {
    mdb_txn_abort(transaction);
    return code;
  }
  return mdb_txn_commit(transaction);
}

static double append(
    const char *directory, size_t event, size_t tail, uint64_t count, uint64_t batch,
    uint64_t filler) {
  store in = {0};
  int code = open_store(&in, directory);
  in.bytes = malloc((size_t)1 << 26);
  if (!in.bytes) code = ENOMEM;
  if (!code) memset(in.bytes, 120, (size_t)1 << 26);
  uint64_t index = 0;
  if (!code) mdb_env_set_flags(in.environment, MDB_NOSYNC, 1);
  for (; !code && index < filler; index += 1000) {
    code = commit_batch(&in, index, index + 1000, event, tail);
  }
  if (!code) {
    mdb_env_set_flags(in.environment, MDB_NOSYNC, 0);
    code = mdb_env_sync(in.environment, 1);
  }
  double start = now();
  uint64_t end = index + count;
  while (index < end && !code) {
    uint64_t to = index + batch < end ? index + batch : end;
    code = commit_batch(&in, index, to, event, tail);
    index = to;
  }
  double seconds = now() - start;
  free(in.bytes);
  if (in.environment) mdb_env_close(in.environment);
  return code ? -(double)abs(code) : (double)count / seconds;
}

int main(int count, char **words) {
  double found = -1;
  if (count == 4 && !strcmp(words[1], "sync")) {
    found = sync_rate(words[2], atof(words[3]));
  } else if (count == 8 && !strcmp(words[1], "append")) {
    found = append(
        words[2], strtoull(words[3], NULL, 10), strtoull(words[4], NULL, 10),
        strtoull(words[5], NULL, 10), strtoull(words[6], NULL, 10),
        strtoull(words[7], NULL, 10));
  } else {
    fprintf(stderr, "usage: sync FILE SECONDS | append DIRECTORY EVENT TAIL COUNT BATCH FILLER\n");
    return 64;
  }
  if (found < 0) {
    fprintf(stderr, "twinledger-baseline: failed with code %.0f\n", -found);
    return 74;
  }
  printf("%.1f\n", found);
  return 0;
}
