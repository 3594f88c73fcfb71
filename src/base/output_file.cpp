#include "base/output_file.hpp"

#include "base/error.hpp"
#include "base/file_beside.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <streambuf>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace micrograph {

namespace {

/// A stream buffer over a descriptor. std::ofstream hides both errno and the descriptor that fsync needs.
class DescriptorBuffer final : public std::streambuf {
public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor), buffer_(1 << 16) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  /// errno of the first write that failed; 0 if none did.
  [[nodiscard]] int failure() const { return failure_; }

protected:
  int sync() override {
    const char* from = pbase();
    while (from < pptr() && failure_ == 0) {
      const ssize_t count = ::write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
      if (count >= 0)
        from += count;
      else if (errno != EINTR)
        failure_ = errno;
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return failure_ == 0 ? 0 : -1;
  }
  int_type overflow(int_type c) override {
    if (sync() != 0)
      return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof()))
      sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

private:
  int descriptor_;
  int failure_ = 0;
  std::vector<char> buffer_;
};

/// Where a path leads: what a symbolic link points to is written, not the link.
std::filesystem::path target_of(const std::filesystem::path& path) {
  std::error_code error;
  auto target = std::filesystem::canonical(path, error);
  return error ? path : target;
}

} // namespace

struct OutputFile::State {
  std::filesystem::path path;
  bool replaces = false;              ///< there is a file at the path
  std::unique_ptr<FileBeside> beside; ///< null when written directly
  int descriptor = -1;                ///< of the file beside, or to be closed here
  std::unique_ptr<DescriptorBuffer> buffer;
  std::unique_ptr<std::ostream> stream;

  ~State() {
    if (!beside && descriptor >= 0)
      ::close(descriptor);
  }
  void open_directly() {
    descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    require(descriptor < 0 ? errno : 0);
  }
  /// A file that is replaced hands its mode on.
  void open_beside(const struct stat& status) {
    beside = std::make_unique<FileBeside>(target_of(path));
    require(beside->open(0666));
    descriptor = beside->descriptor();
    if (replaces && ::fchmod(descriptor, status.st_mode & 07777) != 0)
      require(errno);
  }

  /// Throws unless `error` is 0.
  void require(int error) const {
    if (error != 0)
      throw IoError("output.failed",
                    std::string("cannot be written: ") + std::strerror(error) +
                        (beside && replaces ? "; the file that stood there is untouched" : ""),
                    Place{path.string(), {}, {}, {}, {}});
  }
  void flush() {
    stream->flush();
    require(buffer->failure());
    require(*stream ? 0 : EIO);
  }
};

OutputFile::OutputFile(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.path = path;
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  state.replaces = exists && S_ISREG(status.st_mode);
  if (exists && !state.replaces)
    state.open_directly();
  else
    state.open_beside(status);
  state.buffer = std::make_unique<DescriptorBuffer>(state.descriptor);
  state.stream = std::make_unique<std::ostream>(state.buffer.get());
}

OutputFile::~OutputFile() = default;

std::ostream& OutputFile::stream() {
  return *state_->stream;
}

void OutputFile::check() const {
  state_->require(state_->buffer->failure());
}

bool OutputFile::seekable() const {
  return ::lseek(state_->descriptor, 0, SEEK_CUR) >= 0;
}

void OutputFile::overwrite(std::uint64_t offset, std::span<const std::byte> bytes) {
  state_->flush();
  while (!bytes.empty()) {
    const ssize_t count =
        ::pwrite(state_->descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno != EINTR)
      state_->require(errno);
    if (count <= 0)
      continue;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

void OutputFile::commit() {
  State& state = *state_;
  state.flush();
  if (!state.beside) {
    const int descriptor = std::exchange(state.descriptor, -1);
    state.require(::close(descriptor) == 0 ? 0 : errno);
    return;
  }
  state.require(state.beside->replace_target());
  if (const int error = state.beside->sync_folder(); error != 0)
    throw IoError(
        "output.failed",
        std::string("is written, but may be lost if the machine stops now: its folder cannot be synced: ") +
            std::strerror(error),
        Place{state.path.string(), {}, {}, {}, {}});
  state.beside.reset();
  state.descriptor = -1;
}

} // namespace micrograph
