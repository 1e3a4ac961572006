#include "CBaseline.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

double twinledger_baseline_sync_rate(const char *path, double seconds) {
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

static int commit_batch(
    store *in, const twinledger_baseline_row *rows, uint64_t from, uint64_t to, uint64_t shift) {
  MDB_txn *transaction;
  int code = mdb_txn_begin(in->environment, NULL, 0, &transaction);
  if (code) return code;
  size_t tail = 0;
  for (uint64_t i = from; i < to && !code; i++) {
    code = put(transaction, in->log, shift + i, in->bytes, rows[i].event, MDB_APPEND);
    if (!code) {
      code = put(transaction, in->tree, shift + i, in->bytes, rows[i].tree, MDB_APPEND);
    }
    tail += rows[i].tail;
  }
  if (!code) code = put(transaction, in->tail, shift + from, in->bytes, tail, MDB_APPEND);
  if (!code) code = put(transaction, in->meta, 0, in->bytes, 128, 0);
  if (code) {
    mdb_txn_abort(transaction);
    return code;
  }
  return mdb_txn_commit(transaction);
}

double twinledger_baseline_append(
    const char *directory, const twinledger_baseline_row *rows, uint64_t count, uint64_t batch,
    uint64_t filler) {
  store in = {0};
  int code = open_store(&in, directory);
  in.bytes = malloc((size_t)1 << 26);
  if (!in.bytes) code = ENOMEM;
  if (!code) memset(in.bytes, 120, (size_t)1 << 26);
  uint64_t shift = 0;
  if (!code) mdb_env_set_flags(in.environment, MDB_NOSYNC, 1);
  while (!code && shift < filler) {
    uint64_t part = count < 1000 ? count : 1000;
    code = commit_batch(&in, rows, 0, part, shift);
    shift += part;
  }
  if (!code) {
    mdb_env_set_flags(in.environment, MDB_NOSYNC, 0);
    code = mdb_env_sync(in.environment, 1);
  }
  double start = now();
  for (uint64_t from = 0; from < count && !code; from += batch) {
    uint64_t to = from + batch < count ? from + batch : count;
    code = commit_batch(&in, rows, from, to, shift);
  }
  double seconds = now() - start;
  free(in.bytes);
  if (in.environment) mdb_env_close(in.environment);
  return code ? -(double)abs(code) : (double)count / seconds;
}
