#include <stdio.h>
#include "bits_retrysim.h"

int main(void)
{
    bits_retrysim *simulation;
    IBackgroundCopyManager *manager;
    IBackgroundCopyJob *job;
    GUID id;
    int32_t outcome;
    int64_t ticks;
    char text[65536];

    bits_retrysim_create(&simulation);
    bits_retrysim_resource(simulation, "cdn.example", "/app.zip", 500000000);
    bits_retrysim_outage(simulation, "cdn.example", NULL, 0, 30 * 60 * BITS_RETRYSIM_SECOND, 503);
    bits_retrysim_manager(simulation, BITS_RETRYSIM_V10_3, &manager); /* in production: CoCreateInstance */

    manager->lpVtbl->CreateJob(manager, u"update", BG_JOB_TYPE_DOWNLOAD, &id, &job);
    job->lpVtbl->AddFile(job, u"https://cdn.example/app.zip", u"C:\\Downloads\\app.zip");
    job->lpVtbl->Resume(job);

    if (bits_retrysim_run_to_outcome(simulation, &id, 86400 * BITS_RETRYSIM_SECOND, &outcome) != S_OK
        || outcome != BG_JOB_STATE_TRANSFERRED || job->lpVtbl->Complete(job) != S_OK) {
        bits_retrysim_error_text(text, sizeof text, NULL);
        printf("%s\n", text);
        return 1;
    }

    bits_retrysim_elapsed(simulation, &ticks);
    bits_retrysim_event_log(simulation, text, sizeof text, NULL);
    printf("%sdownloaded after %d minutes\n", text, (int)(ticks / (60 * BITS_RETRYSIM_SECOND)));
    job->lpVtbl->Release(job);
    manager->lpVtbl->Release(manager);
    bits_retrysim_destroy(simulation);
    return 0;
}
