#include "base/file_beside.hpp"

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <time.h>
#include <unistd.h>
#include <utility>

namespace micrograph {

namespace {

/// How often a name is tried that somebody else took, or a file that somebody removed.
constexpr int attempts = 16;

/// True if the name still stands for the open file.
bool is_same_file(int descriptor, const std::filesystem::path& name) {
  struct stat open {
  }, named{};
  return ::fstat(descriptor, &open) == 0 && ::lstat(name.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/// By this name the system reaches an open file that has none.
std::string name_of_descriptor(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

} // namespace

FileBeside::FileBeside(std::filesystem::path target)
    : target_(std::move(target)), folder_(target_.has_parent_path() ? target_.parent_path() : "."),
      prefix_("." + target_.filename().string() + ".micrograph-") {}

FileBeside::~FileBeside() {
  if (!name_.empty())
    ::unlink(name_.c_str());
  if (descriptor_ >= 0)
    ::close(descriptor_);
}

/// Whoever writes such a file holds a lock on it, which ends with the process. So one without a lock has no
/// owner.
void FileBeside::remove_remnants() const {
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder_, error), end; !error && at != end;
       at.increment(error)) {
    if (!at->path().filename().string().starts_with(prefix_))
      continue;
    const int remnant = ::open(at->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status {};
    if (remnant >= 0 && ::fstat(remnant, &status) == 0 && S_ISREG(status.st_mode) &&
        ::flock(remnant, LOCK_EX | LOCK_NB) == 0 && is_same_file(remnant, at->path()))
      ::unlink(at->path().c_str());
    if (remnant >= 0)
      ::close(remnant);
  }
}

std::filesystem::path FileBeside::new_name() const {
  static std::atomic<std::uint32_t> count{0};
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  // Unlike every other name we give, this one must differ from run to run; it is gone when the file is there.
  char suffix[48];
  std::snprintf(suffix, sizeof suffix, "%lx-%lx-%x", static_cast<unsigned long>(::getpid()),
                static_cast<unsigned long>(now.tv_nsec), static_cast<unsigned>(count++));
  return folder_ / (prefix_ + suffix);
}

int FileBeside::open(mode_t mode) {
  remove_remnants();
  const int error = open_unnamed(mode);
  const bool unknown = error == EOPNOTSUPP || error == EISDIR || error == EINVAL;
  return unknown ? open_named(mode) : error;
}

int FileBeside::open_unnamed(mode_t mode) {
  const int descriptor = ::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
  if (descriptor < 0)
    return errno;
  if (::access(name_of_descriptor(descriptor).c_str(), F_OK) != 0) { // it could not be given a name later
    ::close(descriptor);
    return EOPNOTSUPP;
  }
  // Where a file system knows no locks, nobody can take the file for a remnant either.
  (void)::flock(descriptor, LOCK_EX);
  descriptor_ = descriptor;
  return 0;
}

int FileBeside::open_named(mode_t mode) {
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto name = new_name();
    const int descriptor = ::open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode);
    if (descriptor < 0 && errno != EEXIST)
      return errno;
    if (descriptor < 0)
      continue;
    (void)::flock(descriptor, LOCK_EX);
    if (is_same_file(descriptor, name)) {
      descriptor_ = descriptor;
      name_ = name;
      return 0;
    }
    ::close(descriptor); // taken for a remnant before it was locked
  }
  return EEXIST;
}

int FileBeside::give_name() {
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto name = new_name();
    if (::linkat(AT_FDCWD, name_of_descriptor(descriptor_).c_str(), AT_FDCWD, name.c_str(),
                 AT_SYMLINK_FOLLOW) == 0) {
      name_ = name;
      return 0;
    }
    if (errno != EEXIST)
      return errno;
  }
  return EEXIST;
}

int FileBeside::replace_target() {
  if (::fsync(descriptor_) != 0)
    return errno;
  if (name_.empty())
    if (const int error = give_name(); error != 0)
      return error;
  if (::rename(name_.c_str(), target_.c_str()) != 0)
    return errno;
  name_.clear();
  return 0;
}

int FileBeside::sync_folder() const {
  const int folder = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return errno == EACCES ? 0 : errno; // a folder that may be written but not listed
  const int error = ::fsync(folder) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
  ::close(folder);
  return error;
}

} // namespace micrograph
