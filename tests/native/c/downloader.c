#include <string.h>
#include "downloader.h"

#define POLL_SECONDS 4

static downloader *of(IBackgroundCopyCallback *callback) { return (downloader *)callback; }

static HRESULT STDMETHODCALLTYPE query_interface(IBackgroundCopyCallback *self, REFIID id, void **result)
{
    if (memcmp(id, &IID_IUnknown, sizeof *id) != 0 && memcmp(id, &IID_IBackgroundCopyCallback, sizeof *id) != 0) {
        *result = NULL;
        return E_NOINTERFACE;
    }
    of(self)->references++;
    *result = self;
    return S_OK;
}

static ULONG STDMETHODCALLTYPE add_ref(IBackgroundCopyCallback *self) { return ++of(self)->references; }

static ULONG STDMETHODCALLTYPE release(IBackgroundCopyCallback *self) { return --of(self)->references; }

static HRESULT STDMETHODCALLTYPE job_transferred(IBackgroundCopyCallback *self, IBackgroundCopyJob *job)
{
    of(self)->transferred++;
    return job->lpVtbl->Complete(job);
}

static HRESULT STDMETHODCALLTYPE job_error(IBackgroundCopyCallback *self, IBackgroundCopyJob *job, IBackgroundCopyError *error)
{
    of(self)->errors++;
    error->lpVtbl->GetError(error, &of(self)->context, &of(self)->error);
    return job->lpVtbl->Cancel(job);
}

static HRESULT STDMETHODCALLTYPE job_modification(IBackgroundCopyCallback *self, IBackgroundCopyJob *job, DWORD reserved)
{
    (void)self;
    (void)job;
    (void)reserved;
    return S_OK;
}

static const struct IBackgroundCopyCallbackVtbl methods = { query_interface, add_ref, release, job_transferred, job_error, job_modification };

HRESULT downloader_begin(downloader *self, IBackgroundCopyManager *manager, LPCWSTR url, LPCWSTR path, ULONG retry_delay, ULONG no_progress_timeout)
{
    memset(self, 0, sizeof *self);
    self->callback.lpVtbl = &methods;
    self->references = 1;
    HRESULT result = manager->lpVtbl->CreateJob(manager, u"update", BG_JOB_TYPE_DOWNLOAD, &self->id, &self->job);
    if (FAILED(result)) {
        return result;
    }
    IBackgroundCopyJob *job = self->job;
    if (FAILED(result = job->lpVtbl->AddFile(job, url, path))
        || FAILED(result = job->lpVtbl->SetMinimumRetryDelay(job, retry_delay))
        || FAILED(result = job->lpVtbl->SetNoProgressTimeout(job, no_progress_timeout))
        || FAILED(result = job->lpVtbl->SetNotifyFlags(job, BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR))
        || FAILED(result = job->lpVtbl->SetNotifyInterface(job, (IUnknown *)&self->callback))
        || FAILED(result = job->lpVtbl->Resume(job))) {
        job->lpVtbl->Cancel(job);
        downloader_end(self);
    }
    return result;
}

BG_JOB_STATE downloader_state(downloader *self)
{
    BG_JOB_STATE state = BG_JOB_STATE_CANCELLED;
    self->job->lpVtbl->GetState(self->job, &state);
    return state;
}

BG_JOB_STATE downloader_wait(downloader *self, ULONG seconds, void (*sleep)(DWORD milliseconds))
{
    BG_JOB_STATE state = downloader_state(self);
    for (ULONG waited = 0; waited < seconds && state != BG_JOB_STATE_ACKNOWLEDGED && state != BG_JOB_STATE_CANCELLED; waited += POLL_SECONDS) {
        sleep(POLL_SECONDS * 1000);
        state = downloader_state(self);
    }
    return state;
}

void downloader_end(downloader *self)
{
    if (self->job != NULL) {
        self->job->lpVtbl->Release(self->job);
        self->job = NULL;
    }
}
