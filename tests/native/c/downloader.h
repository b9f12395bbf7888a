/* A downloader for BITS: makes a job, hears of its end, and takes the file or lets go of it. It knows the interfaces of BITS and nothing of the emulator. */
#ifndef DOWNLOADER_H
#define DOWNLOADER_H

#include "bits_com.h"

typedef struct {
    IBackgroundCopyCallback callback; /* first: the object that BITS calls */
    ULONG references;
    IBackgroundCopyJob *job;
    GUID id;
    int transferred, errors;
    HRESULT error;
    BG_ERROR_CONTEXT context;
} downloader;

/* Begins to download; the job is tried again every so many seconds, and given up after so many without a byte. */
HRESULT downloader_begin(downloader *self, IBackgroundCopyManager *manager, LPCWSTR url, LPCWSTR path, ULONG retry_delay, ULONG no_progress_timeout);

/* Asks every four seconds until the job has ended, for so many seconds at most; sleep is the Sleep of Windows, or what a test puts in its place. */
BG_JOB_STATE downloader_wait(downloader *self, ULONG seconds, void (*sleep)(DWORD milliseconds));

BG_JOB_STATE downloader_state(downloader *self);

/* Lets go of the job, whatever becomes of it. */
void downloader_end(downloader *self);

#endif
