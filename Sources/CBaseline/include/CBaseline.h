#ifndef TWINLEDGER_BASELINE_H
#define TWINLEDGER_BASELINE_H

#include <stdint.h>

// What the same work costs in C, for `twinledger bench` to compare with. Nothing else uses it.

/// Appends a 512-byte block and calls fdatasync, for `seconds`. Returns how often a second, or a
/// negative errno.
double twinledger_baseline_sync_rate(const char *path, double seconds);

/// What one event puts into the tables of a ledger, in bytes of value.
typedef struct {
  uint32_t event;
  uint32_t tree;
  uint32_t tail;
} twinledger_baseline_row;

/// Puts rows of the given sizes at ascending keys into an LMDB environment in `directory`, `batch`
/// events a commit, each commit synced; the tail row of a commit holds what its events' would.
/// First puts `filler` events without measuring. Returns events a second, or a negative code of
/// LMDB.
double twinledger_baseline_append(
    const char *directory, const twinledger_baseline_row *rows, uint64_t count, uint64_t batch,
    uint64_t filler);

#endif
