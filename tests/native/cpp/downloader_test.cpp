// A downloader in C++, and a test that drives it through a retry, a timeout and a reconnect.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include "bits_retrysim.h"

// ---- The downloader: it knows the interfaces of BITS and nothing of the emulator. ----

// A reference to an object of COM.
template <class T>
class com_ptr {
public:
    com_ptr() = default;
    com_ptr(const com_ptr &) = delete;
    com_ptr &operator=(const com_ptr &) = delete;
    ~com_ptr() { reset(); }
    T *operator->() const { return pointer_; }
    T *get() const { return pointer_; }
    T **out() { reset(); return &pointer_; }
    void reset() { if (pointer_ != nullptr) { pointer_->Release(); pointer_ = nullptr; } }

private:
    T *pointer_ = nullptr;
};

class downloader final : public IBackgroundCopyCallback {
public:
    using sleeper = std::function<void(std::chrono::milliseconds)>;

    explicit downloader(IBackgroundCopyManager &manager) : manager_(manager) {}

    HRESULT begin(const std::u16string &url, const std::u16string &path, std::chrono::seconds retry_delay, std::chrono::seconds no_progress_timeout)
    {
        HRESULT result = manager_.CreateJob(u"update", BG_JOB_TYPE_DOWNLOAD, &id, job_.out());
        if (SUCCEEDED(result)) { result = job_->AddFile(url.c_str(), path.c_str()); }
        if (SUCCEEDED(result)) { result = job_->SetMinimumRetryDelay(static_cast<ULONG>(retry_delay.count())); }
        if (SUCCEEDED(result)) { result = job_->SetNoProgressTimeout(static_cast<ULONG>(no_progress_timeout.count())); }
        if (SUCCEEDED(result)) { result = job_->SetNotifyFlags(BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR); }
        if (SUCCEEDED(result)) { result = job_->SetNotifyInterface(this); }
        return SUCCEEDED(result) ? job_->Resume() : result;
    }

    BG_JOB_STATE state() const
    {
        BG_JOB_STATE state = BG_JOB_STATE_CANCELLED;
        job_->GetState(&state);
        return state;
    }

    // Asks every four seconds until the job has ended.
    BG_JOB_STATE wait(std::chrono::seconds limit, const sleeper &sleep) const
    {
        for (std::chrono::seconds waited{0}; waited < limit && !has_ended(); waited += poll) {
            sleep(poll);
        }
        return state();
    }

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void **result) override
    {
        const bool known = std::memcmp(&id, &IID_IUnknown, sizeof id) == 0 || std::memcmp(&id, &IID_IBackgroundCopyCallback, sizeof id) == 0;
        *result = known ? this : nullptr;
        return known ? (AddRef(), S_OK) : E_NOINTERFACE;
    }

    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }

    HRESULT STDMETHODCALLTYPE JobTransferred(IBackgroundCopyJob *job) override
    {
        transferred++;
        return job->Complete();
    }

    HRESULT STDMETHODCALLTYPE JobError(IBackgroundCopyJob *job, IBackgroundCopyError *failure) override
    {
        errors++;
        failure->GetError(&context, &error);
        return job->Cancel();
    }

    HRESULT STDMETHODCALLTYPE JobModification(IBackgroundCopyJob *, DWORD) override { return S_OK; }

    GUID id{};
    std::atomic<ULONG> references{1};
    int transferred = 0, errors = 0;
    HRESULT error = S_OK;
    BG_ERROR_CONTEXT context = BG_ERROR_CONTEXT_NONE;

private:
    static constexpr std::chrono::seconds poll{4};

    bool has_ended() const { return state() == BG_JOB_STATE_ACKNOWLEDGED || state() == BG_JOB_STATE_CANCELLED; }

    IBackgroundCopyManager &manager_;
    com_ptr<IBackgroundCopyJob> job_;
};

// ---- The test ----

static int wrong;

#define CHECK(condition) \
    do { if (!(condition)) { wrong++; std::printf("wrong, line %d: %s\n", __LINE__, #condition); } } while (0)

class simulation {
public:
    simulation()
    {
        CHECK(bits_retrysim_create(&handle_) == S_OK);
        CHECK(bits_retrysim_resource(handle_, "cdn.example", "/app.zip", 10000000) == S_OK);
        CHECK(bits_retrysim_manager(handle_, BITS_RETRYSIM_V10_3, manager_.out()) == S_OK);
    }
    simulation(const simulation &) = delete;
    simulation &operator=(const simulation &) = delete;
    ~simulation() { CHECK(bits_retrysim_destroy(handle_) == S_OK); }

    operator bits_retrysim *() const { return handle_; }
    IBackgroundCopyManager &manager() const { return *manager_.get(); }
    downloader::sleeper sleep() const
    {
        return [this](std::chrono::milliseconds span) { CHECK(bits_retrysim_sleep(handle_, static_cast<uint32_t>(span.count())) == S_OK); };
    }
    int64_t seconds() const
    {
        int64_t ticks = -1;
        CHECK(bits_retrysim_elapsed(handle_, &ticks) == S_OK);
        return ticks / BITS_RETRYSIM_SECOND;
    }

private:
    bits_retrysim *handle_ = nullptr;
    com_ptr<IBackgroundCopyManager> manager_;
};

static const std::u16string url = u"https://cdn.example/app.zip", path = u"C:\\in\\app.zip";

static void check_retry()
{
    using namespace std::chrono_literals;
    simulation bits;
    downloader client(bits.manager());
    CHECK(bits_retrysim_fail_next(bits, "cdn.example", nullptr, 2, 503) == S_OK);
    CHECK(client.begin(url, path, 60s, 24h) == S_OK);
    CHECK(client.wait(300s, bits.sleep()) == BG_JOB_STATE_ACKNOWLEDGED);
    CHECK(client.transferred == 1 && client.errors == 0 && client.references == 1);
    CHECK(bits.seconds() == 120);
    std::puts("retry: failed twice with 503, tried again each minute, completed");
}

static void check_no_progress()
{
    using namespace std::chrono_literals;
    simulation bits;
    downloader client(bits.manager());
    CHECK(bits_retrysim_fail(bits, nullptr, nullptr, static_cast<int32_t>(0x80072EE7)) == S_OK);
    CHECK(client.begin(url, path, 60s, 1h) == S_OK);
    CHECK(client.wait(2h, bits.sleep()) == BG_JOB_STATE_CANCELLED);
    CHECK(client.errors == 1 && client.error == static_cast<HRESULT>(0x80072EE7) && client.references == 1);
    CHECK(bits.seconds() == 3600);
    std::puts("no progress: an hour without a byte, JobError with 0x80072EE7, cancelled");
}

static void check_reconnect()
{
    using namespace std::chrono_literals;
    simulation bits;
    downloader client(bits.manager());
    CHECK(bits_retrysim_set_bandwidth(bits, nullptr, 8000000) == S_OK);
    CHECK(client.begin(url, path, 10min, 24h * 14) == S_OK);
    bits.sleep()(4s);
    CHECK(bits_retrysim_set_condition(bits, BITS_RETRYSIM_NO_NETWORK, 1) == S_OK);
    CHECK(client.state() == BG_JOB_STATE_TRANSIENT_ERROR);
    bits.sleep()(24h);
    CHECK(client.state() == BG_JOB_STATE_TRANSIENT_ERROR);
    CHECK(bits_retrysim_set_condition(bits, BITS_RETRYSIM_NO_NETWORK, 0) == S_OK);
    CHECK(client.wait(60s, bits.sleep()) == BG_JOB_STATE_ACKNOWLEDGED);
    CHECK(client.transferred == 1 && client.errors == 0 && client.references == 1);
    std::puts("reconnect: a day without a network, went on at once when it was back, completed");
}

int main()
{
    check_retry();
    check_no_progress();
    check_reconnect();
    std::puts(wrong == 0 ? "all well" : "something is wrong");
    return wrong != 0;
}
