/* Drives the downloader through a retry, a timeout, a reconnect, and what a careless caller does. */
#include <stdio.h>
#include <string.h>
#include "bits_retrysim.h"
#include "downloader.h"

#define HTTP_503 ((HRESULT)0x801901F7)
#define BG_E_NOT_FOUND ((HRESULT)0x80200001)
#define SERVER_UNAVAILABLE ((HRESULT)0x800706BA)

static int wrong;
static bits_retrysim *simulation;
static IBackgroundCopyManager *manager;

#define CHECK(condition) \
    do { if (!(condition)) { wrong++; printf("wrong, line %d: %s\n", __LINE__, #condition); } } while (0)

/* The client's Sleep: here time passes at once. */
static void sleep_in_test(DWORD milliseconds) { CHECK(bits_retrysim_sleep(simulation, milliseconds) == S_OK); }

static int64_t elapsed(void)
{
    int64_t ticks = -1;
    CHECK(bits_retrysim_elapsed(simulation, &ticks) == S_OK);
    return ticks / BITS_RETRYSIM_SECOND;
}

static void begin(void)
{
    CHECK(bits_retrysim_create(&simulation) == S_OK);
    CHECK(bits_retrysim_resource(simulation, "cdn.example", "/app.zip", 10000000) == S_OK);
    CHECK(bits_retrysim_manager(simulation, BITS_RETRYSIM_V10_3, &manager) == S_OK);
}

static void end(void)
{
    manager->lpVtbl->Release(manager);
    CHECK(bits_retrysim_destroy(simulation) == S_OK);
}

static void check_retry(void)
{
    downloader client;
    int64_t requests = 0;
    begin();
    CHECK(bits_retrysim_fail_next(simulation, "cdn.example", "/app.zip", 1, 503) == S_OK);
    CHECK(downloader_begin(&client, manager, u"https://cdn.example/app.zip", u"C:\\in\\app.zip", 60, 86400) == S_OK);
    CHECK(bits_retrysim_run_until_state(simulation, &client.id, BG_JOB_STATE_TRANSIENT_ERROR, BITS_RETRYSIM_SECOND) == S_OK);
    CHECK(downloader_wait(&client, 300, sleep_in_test) == BG_JOB_STATE_ACKNOWLEDGED);
    CHECK(client.transferred == 1 && client.errors == 0);
    CHECK(elapsed() >= 60 && elapsed() <= 68);
    CHECK(bits_retrysim_request_count(simulation, "cdn.example", NULL, &requests) == S_OK && requests == 2);
    downloader_end(&client);
    CHECK(client.references == 1);
    end();
    puts("retry: failed with 503, tried again after a minute, completed");
}

static void check_no_progress(void)
{
    downloader client;
    begin();
    CHECK(bits_retrysim_fail(simulation, "cdn.example", NULL, 503) == S_OK);
    CHECK(downloader_begin(&client, manager, u"https://cdn.example/app.zip", u"C:\\in\\app.zip", 60, 3600) == S_OK);
    CHECK(bits_retrysim_advance(simulation, 3599 * BITS_RETRYSIM_SECOND) == S_OK);
    CHECK(downloader_state(&client) == BG_JOB_STATE_TRANSIENT_ERROR && client.errors == 0);
    CHECK(downloader_wait(&client, 60, sleep_in_test) == BG_JOB_STATE_CANCELLED);
    CHECK(client.errors == 1 && client.error == HTTP_503 && client.context == BG_ERROR_CONTEXT_REMOTE_FILE);
    downloader_end(&client);
    CHECK(client.references == 1);
    end();
    puts("no progress: an hour without a byte, JobError with 0x801901F7, cancelled");
}

static void check_reconnect(void)
{
    downloader client;
    BG_JOB_PROGRESS progress;
    begin();
    CHECK(bits_retrysim_set_bandwidth(simulation, NULL, 8000000) == S_OK);
    CHECK(downloader_begin(&client, manager, u"https://cdn.example/app.zip", u"C:\\in\\app.zip", 600, 1209600) == S_OK);
    CHECK(bits_retrysim_advance(simulation, 4 * BITS_RETRYSIM_SECOND) == S_OK);
    CHECK(bits_retrysim_set_condition(simulation, BITS_RETRYSIM_NO_NETWORK, 1) == S_OK);
    CHECK(downloader_state(&client) == BG_JOB_STATE_TRANSIENT_ERROR);
    CHECK(client.job->lpVtbl->GetProgress(client.job, &progress) == S_OK);
    CHECK(progress.BytesTransferred > 0 && progress.BytesTransferred < progress.BytesTotal);
    CHECK(bits_retrysim_advance(simulation, 86400 * BITS_RETRYSIM_SECOND) == S_OK);
    CHECK(downloader_state(&client) == BG_JOB_STATE_TRANSIENT_ERROR);
    CHECK(bits_retrysim_set_condition(simulation, BITS_RETRYSIM_NO_NETWORK, 0) == S_OK);
    CHECK(downloader_wait(&client, 60, sleep_in_test) == BG_JOB_STATE_ACKNOWLEDGED);
    CHECK(client.transferred == 1 && client.errors == 0);
    CHECK(elapsed() < 86400 + 20);
    downloader_end(&client);
    end();
    puts("reconnect: a day without a network, went on at once when it was back, completed");
}

static void check_careless(void)
{
    static const char script[] = "{ \"network\": { \"hosts\": { \"cdn.example\": { \"resources\": { \"/a\": { \"size\": 10 } } } } } }";
    char text[4096];
    size_t needed = 0;
    bits_retrysim *stale;
    IBackgroundCopyJob *job = NULL;
    GUID id = { 0, 0, 0, { 0 } };
    CHECK(bits_retrysim_create(NULL) == E_INVALIDARG);
    CHECK(bits_retrysim_create_from_json("{ \"network\": 1 }", &stale) == E_INVALIDARG && stale == NULL);
    CHECK(bits_retrysim_error_text(text, sizeof text, NULL) == S_OK && strstr(text, "Line 1") != NULL);
    CHECK(bits_retrysim_create_from_json(script, &simulation) == S_OK);
    stale = simulation;
    CHECK(bits_retrysim_manager(simulation, BITS_RETRYSIM_V1_0, &manager) == S_OK);
    CHECK(manager->lpVtbl->GetJob(manager, &id, &job) == BG_E_NOT_FOUND && job == NULL);
    CHECK(bits_retrysim_com_error_text(simulation, text, sizeof text, NULL) == S_OK && strstr(text, "0x80200001") != NULL);
    CHECK(bits_retrysim_manager(simulation, 10, &manager) == E_INVALIDARG && manager == NULL);
    CHECK(bits_retrysim_manager(simulation, BITS_RETRYSIM_V1_0, &manager) == S_OK);
    CHECK(manager->lpVtbl->CreateJob(manager, u"old", BG_JOB_TYPE_DOWNLOAD, &id, &job) == S_OK);
    void *newer = job;
    CHECK(job->lpVtbl->QueryInterface(job, &IID_IBackgroundCopyJob2, &newer) == E_NOINTERFACE && newer == NULL);
    CHECK(bits_retrysim_run_until_state(simulation, &id, BG_JOB_STATE_TRANSFERRED, BITS_RETRYSIM_SECOND) == BITS_RETRYSIM_E_TIMEOUT);
    CHECK(bits_retrysim_event_log(simulation, NULL, 0, &needed) == S_OK && needed > 1);
    CHECK(bits_retrysim_event_log(simulation, text, needed - 1, NULL) == BITS_RETRYSIM_E_BUFFER && text[0] == 0);
    CHECK(bits_retrysim_event_log(simulation, text, sizeof text, &needed) == S_OK && strlen(text) + 1 == needed);
    CHECK(bits_retrysim_destroy(simulation) == S_OK);
    CHECK(bits_retrysim_advance(stale, 0) == BITS_RETRYSIM_E_HANDLE);
    CHECK(bits_retrysim_destroy(stale) == BITS_RETRYSIM_E_HANDLE);
    CHECK(job->lpVtbl->Resume(job) == SERVER_UNAVAILABLE);
    CHECK(job->lpVtbl->Release(job) == 0);
    manager->lpVtbl->Release(manager);
    manager->lpVtbl->Release(manager);
    puts("careless: null pointers, stale handles, small buffers and wrong scripts are refused, each with its code");
}

int main(void)
{
    check_retry();
    check_no_progress();
    check_reconnect();
    check_careless();
    printf("%s\n", wrong == 0 ? "all well" : "something is wrong");
    return wrong != 0;
}
