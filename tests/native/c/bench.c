/* What loading the library and calls through it take; tests/native/run bench. */
#include <stdio.h>
#include <time.h>
#include "bits_retrysim.h"

#define ROUNDS 5

static double now(void)
{
    struct timespec time;
    timespec_get(&time, TIME_UTC);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* The best of some rounds, in nanoseconds a call. */
#define BEST(name, calls, call) \
    do { \
        double best = 1e18; \
        for (int round = 0; round < ROUNDS; round++) { \
            double begin = now(); \
            for (int i = 0; i < (calls); i++) { call; } \
            double each = (now() - begin) / (calls); \
            best = each < best ? each : best; \
        } \
        printf("%-28s %8.0f ns\n", name, best); \
    } while (0)

int main(void)
{
    bits_retrysim *simulation;
    IBackgroundCopyManager *manager;
    IBackgroundCopyJob *job;
    BG_JOB_STATE state;
    GUID id;
    LPWSTR name;
    int64_t ticks;
    double begin = now();
    if (bits_retrysim_create(&simulation) != S_OK || bits_retrysim_manager(simulation, BITS_RETRYSIM_V10_3, &manager) != S_OK
        || manager->lpVtbl->CreateJob(manager, u"bench", BG_JOB_TYPE_DOWNLOAD, &id, &job) != S_OK) {
        return 1;
    }
    printf("%-28s %8.0f ns\n", "first simulation with a job", now() - begin);
    BEST("GetState", 200000, job->lpVtbl->GetState(job, &state));
    BEST("GetDisplayName, freed", 200000, job->lpVtbl->GetDisplayName(job, &name); CoTaskMemFree(name));
    BEST("a call that fails", 20000, job->lpVtbl->Complete(job));
    BEST("bits_retrysim_elapsed", 200000, bits_retrysim_elapsed(simulation, &ticks));
    job->lpVtbl->Release(job);
    manager->lpVtbl->Release(manager);
    return bits_retrysim_destroy(simulation) != S_OK;
}
