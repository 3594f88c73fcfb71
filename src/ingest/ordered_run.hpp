#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace micrograph::ingest {

/// How many results may wait for one that comes before them. Where a result holds what was read of a source that is few; where it is
/// small it should be many, or a large source stops all workers as soon as they are past so many small ones.
template <typename Result> struct Backlog {
  std::size_t results = 4; ///< for each worker
  /// A second bound, for results that are mostly small: no work is begun while those that wait weigh more than `most_weight`.
  std::function<std::size_t(const Result&)> weigh;
  std::size_t most_weight = 0; ///< if there is `weigh`, in its unit
};

/// Hands out indices to workers and takes results back in order. One lock for all: a source takes milliseconds.
template <typename Result> class OrderedRun {
public:
  OrderedRun(std::size_t count, std::size_t workers, Backlog<Result> backlog)
      : count_(count), window_(backlog.results * workers), backlog_(std::move(backlog)) {}

  /// The next index to work on; absent at the end or after stop(). Waits while too many results are pending.
  std::optional<std::size_t> take() {
    std::unique_lock lock(mutex_);
    // What waits waits for an index that was handed out already, so this ends.
    changed_.wait(lock, [this] { return stopped_ || taken_ == count_ || (taken_ < delivered_ + window_ && weight_ <= backlog_.most_weight); });
    if (stopped_ || taken_ == count_)
      return std::nullopt;
    return taken_++;
  }
  void put(std::size_t index, Result result) {
    const std::lock_guard lock(mutex_);
    weight_ += weight_of(result);
    pending_.emplace(index, std::move(result));
    changed_.notify_all();
  }
  void stop(std::exception_ptr error = nullptr) {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (error && !error_)
      error_ = std::move(error);
    changed_.notify_all();
  }
  /// The next result in order; absent when all were delivered or the run was stopped.
  std::optional<Result> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || delivered_ == count_ || pending_.contains(delivered_); });
    const auto it = pending_.find(delivered_);
    if (stopped_ || it == pending_.end())
      return std::nullopt;
    weight_ -= weight_of(it->second);
    std::optional<Result> result(std::move(it->second));
    pending_.erase(it);
    ++delivered_;
    changed_.notify_all();
    return result;
  }
  [[nodiscard]] std::size_t delivered() const { return delivered_; }
  [[nodiscard]] std::exception_ptr error() const { return error_; }

private:
  [[nodiscard]] std::size_t weight_of(const Result& result) const { return backlog_.weigh ? backlog_.weigh(result) : 0; }

  const std::size_t count_, window_;
  const Backlog<Result> backlog_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Result> pending_;
  std::size_t taken_ = 0, delivered_ = 0;
  std::size_t weight_ = 0; ///< of those pending
  bool stopped_ = false;
  std::exception_ptr error_;
};

/// Takes indices as long as there are any, and hands over what `work` makes of each.
template <typename Result> using WorkerLoop = std::function<void(const std::function<Result(std::size_t)>& work)>;

/// Does work on the indices below `count`, `jobs` at once (0 = one per core), and gives the results to `deliver` one
/// at a time in the order of the indices, whatever the order they are finished in. No more results wait than `backlog` says, so
/// memory stays flat. `worker` is called on each worker's own thread and calls `loop` once, with work that may have a state of that
/// worker's.
///
/// Returns how many were delivered: fewer than `count` only if `deliver` returned false or `cancelled` became true.
/// What workers or `deliver` throw ends the run and is thrown on.
template <typename Result>
std::size_t run_by_workers(std::size_t count, unsigned jobs, const std::atomic<bool>* cancelled, const Backlog<Result>& backlog,
                           const std::function<void(const WorkerLoop<Result>& loop)>& worker,
                           const std::function<bool(Result&&)>& deliver) {
  const std::size_t wanted = jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
  const std::size_t threads = std::max<std::size_t>(1, std::min(wanted, count));
  OrderedRun<Result> run(count, threads, backlog);
  const WorkerLoop<Result> loop = [&](const std::function<Result(std::size_t)>& work) {
    while (const auto index = run.take()) {
      if (cancelled && cancelled->load())
        return run.stop();
      run.put(*index, work(*index));
    }
  };
  const auto run_worker = [&] {
    try {
      worker(loop);
    } catch (...) {
      run.stop(std::current_exception());
    }
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < threads; ++i)
      workers.emplace_back(run_worker);
    try {
      while (auto result = run.next())
        if (!deliver(std::move(*result)))
          break;
    } catch (...) {
      run.stop(std::current_exception());
    }
    run.stop();
  }
  if (run.error())
    std::rethrow_exception(run.error());
  return run.delivered();
}

/// The same with one `work` for all, which has no state.
template <typename Result>
std::size_t run_in_order(std::size_t count, unsigned jobs, const std::atomic<bool>* cancelled,
                         const std::function<Result(std::size_t)>& work, const std::function<bool(Result&&)>& deliver) {
  return run_by_workers<Result>(count, jobs, cancelled, {}, [&work](const WorkerLoop<Result>& loop) { loop(work); }, deliver);
}

} // namespace micrograph::ingest
